type Json = { readonly [field: string]: unknown };

/**
 * Whether EventBridge would deliver an event that holds `value` to a rule with this pattern.
 *
 * An array matches when one of its elements does. Unknown operators throw: on AWS they would be
 * refused when the rule is made.
 */
export function matchesPattern(pattern: Json, value: unknown): boolean {
  if (Array.isArray(value) && value.length > 0) {
    return value.some((item) => matchesPattern(pattern, item));
  }
  if (!isObject(value)) return allAbsencesOnly(pattern);
  return Object.entries(pattern).every(([field, tests]) =>
    matchesField(tests, Object.hasOwn(value, field) ? value[field] : undefined),
  );
}

function matchesField(tests: unknown, value: unknown): boolean {
  if (isObject(tests)) return matchesPattern(tests, value);
  if (!Array.isArray(tests)) throw new TypeError('a pattern field needs a list of values or tests');
  const values: readonly unknown[] = [value].flat(Number.POSITIVE_INFINITY);
  const present = values.filter((one) => one !== undefined && !isObject(one));
  return tests.some((test) =>
    isObject(test) && typeof test.exists === 'boolean'
      ? test.exists === present.length > 0
      : present.some(predicate(test)),
  );
}

// Made before there is a value, so that a test that EventBridge refuses throws at every event.
function predicate(test: unknown): (value: unknown) => boolean {
  if (!isObject(test)) return (value) => value === test;
  const [[operator, operand] = [], ...others] = Object.entries(test);
  if (others.length > 0) throw new TypeError(`several tests in one: ${JSON.stringify(test)}`);
  switch (operator) {
    case 'prefix':
      return textTest(operand, (value, start) => value.startsWith(start));
    case 'suffix':
      return textTest(operand, (value, end) => value.endsWith(end));
    case 'equals-ignore-case':
      return textTest(operand, (value, other) => value.toLowerCase() === other.toLowerCase());
    case 'wildcard':
      return textTest(operand, (value, wildcard) => matchesWildcard(wildcard, value));
    case 'anything-but': {
      const excluded = [operand].flat().map(predicate);
      return (value) => !excluded.some((excludes) => excludes(value));
    }
    case 'numeric':
      return numericTest(operand);
    default:
      throw new TypeError(`unknown test in an event pattern: ${JSON.stringify(test)}`);
  }
}

function textTest(operand: unknown, passes: (value: string, operand: string) => boolean) {
  if (typeof operand !== 'string') throw new TypeError('this test of an event pattern needs text');
  return (value: unknown) => typeof value === 'string' && passes(value, operand);
}

function numericTest(operand: unknown): (value: unknown) => boolean {
  if (!Array.isArray(operand)) throw new TypeError('numeric needs a list of operators and numbers');
  const comparisons: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    comparisons.push(comparison(operand[i], operand[i + 1]));
  }
  return (value) => typeof value === 'number' && comparisons.every((holds) => holds(value));
}

function comparison(operator: unknown, limit: unknown): (value: number) => boolean {
  if (typeof limit !== 'number') throw new TypeError('numeric compares with numbers');
  switch (operator) {
    case '=':
      return (value) => value === limit;
    case '<':
      return (value) => value < limit;
    case '<=':
      return (value) => value <= limit;
    case '>':
      return (value) => value > limit;
    case '>=':
      return (value) => value >= limit;
    default:
      throw new TypeError(`unknown numeric operator: ${String(operator)}`);
  }
}

function matchesWildcard(wildcard: string, value: string): boolean {
  const [first = '', ...rest] = splitWildcard(wildcard);
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first) || value.length < first.length + last.length) return false;
  const end = value.length - last.length;
  let at = first.length;
  for (const part of rest) {
    const found = value.indexOf(part, at);
    if (found < 0 || found + part.length > end) return false;
    at = found + part.length;
  }
  return value.endsWith(last);
}

// A backslash takes the `*` or backslash behind it for itself.
function splitWildcard(wildcard: string): readonly string[] {
  const parts = [''];
  for (const [piece] of wildcard.matchAll(/\\[*\\]|[\s\S]/g)) {
    if (piece === '*') parts.push('');
    else parts.push((parts.pop() ?? '') + (piece.length > 1 ? piece.slice(1) : piece));
  }
  return parts;
}

// A missing object still satisfies `{ "field": [{ "exists": false }] }` below it.
function allAbsencesOnly(pattern: Json): boolean {
  return Object.values(pattern).every((tests) =>
    isObject(tests)
      ? allAbsencesOnly(tests)
      : Array.isArray(tests) && tests.some((test) => isObject(test) && test.exists === false),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
