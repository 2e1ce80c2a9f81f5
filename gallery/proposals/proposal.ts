/** What another threshold would have done to recorded pictures, judged twice by the whole rules. */
export type Effect = {
  /** Judged false alarms that ring now, how many of them would not, and quiet ones that newly would. */
  readonly falseOnes: number;
  readonly falseFewer: number;
  readonly falseMore: number;
  /** Judged right alarms that ring now, and how many of them would be lost. */
  readonly right: number;
  readonly lost: number;
  /** Pictures that should ring and do not, and how many of them would. */
  readonly missed: number;
  readonly found: number;
  /** What nobody has judged: alarms fewer, and alarms more. */
  readonly othersFewer: number;
  readonly othersMore: number;
};

/** How an owner puts a proposal in force; `lines` say all of it. */
export type Change = {
  /**
   * `rule`: the lines stand in place of a rule in `alarms.yaml`. `row`: the line stands in place of a row
   * of the alarm list. `row-to-rules` and `row-to-file`: the row goes, and the lines go into `alarms.yaml`,
   * which is there already, or becomes one.
   */
  readonly place: 'rule' | 'row' | 'row-to-rules' | 'row-to-file';
  /** What the lines stand for: a rule's name, which is the row's label as well. */
  readonly replaced: string;
  readonly lines: string;
  /** Cameras that the lines do not name would ring no more. */
  readonly namesCameras: boolean;
};

/** Another threshold for one label that a rule names, confirmed by simulation. */
export type Proposal = {
  readonly kind: 'raise' | 'lower';
  readonly label: string;
  /** Empty for all. */
  readonly cameras: readonly string[];
  readonly from: number;
  readonly threshold: number;
  readonly effect: Effect;
  /** Records may lack labels that are less sure than this: more may ring than told. */
  readonly mayRingMore: boolean;
  readonly change: Change;
};

/** What looking for proposals came to. */
export type Looked = {
  readonly proposals: readonly Proposal[];
  readonly pictures: number;
  /** Whose records have gone, or were never labelled. */
  readonly leftOut: number;
};
