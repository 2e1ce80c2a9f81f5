type Line = {
  readonly checks: readonly { readonly text: string }[];
  readonly result: string;
};

/** A line of a judgement's trace as people read it: `Person 71.2 ≥ 70 · area 0.4 % < 1 % → quiet`. */
export function traceText({ checks, result }: Line): string {
  const told = result === 'repeat' ? 'quiet (repeat)' : result;
  return `${checks.map(({ text }) => text).join(' · ')} → ${told}`;
}
