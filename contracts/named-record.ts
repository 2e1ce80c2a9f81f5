import * as v from 'valibot';

/**
 * An object whose names are somebody else's, such as cameras. Any name will do: `v.record` leaves out
 * `__proto__`, `prototype` and `constructor`.
 */
export function namedRecord<const Schema extends v.GenericSchema>(schema: Schema) {
  return v.pipe(
    v.custom<object>((value) => typeof value === 'object' && value !== null),
    v.transform((value): readonly (readonly [string, unknown])[] => Object.entries(value)),
    v.array(v.tuple([v.string(), schema])),
    v.transform((entries): Record<string, v.InferOutput<Schema>> => Object.fromEntries(entries)),
  );
}
