/**
 * EventBridge's pattern language, typed against the events it filters.
 *
 * The same value becomes a rule's `event_pattern` on AWS and is matched by `matchesPattern` locally.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 */
type Scalar = string | number | boolean | null;

type Exactly<T> = Extract<T, Scalar>;

type NumericOperator = '=' | '<' | '<=' | '>' | '>=';
type NumericTest =
  | readonly [NumericOperator, number]
  | readonly ['>' | '>=', number, '<' | '<=', number];

type Caseless = { readonly 'equals-ignore-case': string };

type StringTest =
  | { readonly prefix: string }
  | { readonly suffix: string }
  | { readonly wildcard: string }
  | Caseless;

type AnythingBut<T> =
  | Exactly<T>
  | readonly Exactly<T>[]
  | (T extends string ? { readonly prefix: string } | { readonly suffix: string } : never);

/** One allowed value, or one test, for a field of type T. */
type ValueTest<T = Scalar> =
  | Exactly<T>
  | { readonly exists: boolean }
  | { readonly 'anything-but': AnythingBut<T> }
  | (T extends string ? StringTest : never)
  | (T extends number ? { readonly numeric: NumericTest } : never);

// In brackets, so that a field that is `alarm` or `quiet` may be tested for both.
type FieldPattern<T> = [T] extends [readonly (infer Item)[]]
  ? FieldPattern<Item>
  : [T] extends [object]
    ? EventPattern<T>
    : readonly ValueTest<T>[];

/** Every named field must pass; a field passes when one of its tests does. */
export type EventPattern<Detail> = {
  readonly [Field in keyof Detail]?: FieldPattern<NonNullable<Detail[Field]>>;
};
