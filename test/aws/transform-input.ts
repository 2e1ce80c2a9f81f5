import * as v from 'valibot';

/** What a rule's target says of its input, as EventBridge describes it. */
export const TargetInputSchema = v.object({
  InputPath: v.optional(v.string()),
  InputTransformer: v.optional(
    v.object({ InputPathsMap: v.record(v.string(), v.string()), InputTemplate: v.string() }),
  ),
});
export type TargetInput = v.InferOutput<typeof TargetInputSchema>;

/** How a text stands in the place of its name. */
type Filling = 'as-it-is' | 'escaped';

/**
 * The body that EventBridge makes of an event. Outside of quotes it puts quotes around a text, and
 * escapes nothing; what is not in the event leaves nothing behind. `escaped` is how it would be if
 * EventBridge were kinder, which nothing may rely on or suffer from.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function transformInput(
  { InputPath, InputTransformer }: TargetInput,
  event: unknown,
  filling: Filling = 'as-it-is',
): string {
  if (InputTransformer === undefined) return JSON.stringify(partAt(InputPath ?? '$', event));
  const { InputPathsMap: paths, InputTemplate: template } = InputTransformer;
  let isQuoted = false;
  return template.replace(/\\.|"|<([^<>]+)>/g, (found, name?: string) => {
    if (found === '"') isQuoted = !isQuoted;
    if (name === undefined) return found;
    const value = paths[name] === undefined ? undefined : partAt(paths[name], event);
    return fill(value, { isQuoted, filling });
  });
}

function fill(
  value: unknown,
  how: { readonly isQuoted: boolean; readonly filling: Filling },
): string {
  if (value === undefined) return '';
  if (typeof value === 'string') {
    const text = how.filling === 'as-it-is' ? value : JSON.stringify(value).slice(1, -1);
    return how.isQuoted ? text : `"${text}"`;
  }
  if (!Array.isArray(value)) return JSON.stringify(value);
  return `[${value.map((item) => fill(item, { ...how, isQuoted: false })).join(',')}]`;
}

/** What a path such as `$.detail.text` names. */
function partAt(path: string, event: unknown): unknown {
  const names = path.split('.').slice(1);
  return names.reduce<unknown>((part, name) => {
    const inside = v.safeParse(v.record(v.string(), v.unknown()), part);
    return inside.success ? inside.output[name] : undefined;
  }, event);
}
