import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { parseConfiguration } from '../infra/read-configuration.ts';
import { synthesise } from '../infra/synthesise.ts';
import { discoverConsumers, type NamedConsumer } from '../runtime/discover-consumers.ts';
import { projectFile } from '../runtime/project-file.ts';

const ResourceSchema = v.looseObject({});
const ConfigurationSchema = v.looseObject({
  provider: v.object({ aws: v.tuple([ResourceSchema]) }),
  resource: v.record(v.string(), v.record(v.string(), ResourceSchema)),
  output: v.record(v.string(), v.object({ value: v.unknown() })),
});
type Resource = v.InferOutput<typeof ResourceSchema>;

const OneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => [value].flat()),
);
const StatementSchema = v.object({
  Sid: v.optional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Principal: v.optional(v.unknown()),
  Action: OneOrMore,
  Resource: v.optional(OneOrMore, []),
  Condition: v.optional(v.record(v.string(), v.record(v.string(), OneOrMore)), {}),
});
const PolicySchema = v.object({
  Version: v.literal('2012-10-17'),
  Statement: v.array(StatementSchema),
});
type Statement = v.InferOutput<typeof StatementSchema>;

const least = (cameras: string) => `
region: eu-west-1
timeZone: Europe/Zurich
cameras: ${cameras}
recipients: { emails: [you@example.org], sms: ["+41791234567"] }
`;

/** Terraform's configuration as it was synthesised, with ways to find things in it. */
export type SynthesisedStack = {
  readonly json: string;
  readonly consumers: readonly NamedConsumer[];
  readonly provider: Resource;
  readonly output: Readonly<Record<string, { readonly value: unknown }>>;
  /** All resources of a type (without `aws_`), by their names in Terraform. */
  all(type: string): readonly (readonly [string, Resource])[];
  /** The resource of a type whose attribute has this value. */
  one(type: string, attribute: string, value: string): readonly [string, Resource];
};

/** Synthesises the pipeline with functions that are stubs. */
export async function synthesisedStack(
  further = '',
  emulatorEndpoint?: string,
  cameras = '[garden]',
  galleryKey?: string,
): Promise<SynthesisedStack> {
  const folder = await mkdtemp(join(tmpdir(), 'intellicam-synth-'));
  try {
    const consumers = await discoverConsumers(projectFile('services'));
    const names = [...consumers.map(({ name }) => name), 'feedback'];
    await Promise.all(names.map((name) => writeFile(join(folder, `${name}.zip`), name)));
    const stack = synthesise({
      configuration: parseConfiguration(least(cameras) + further, 'intellicam.yaml'),
      consumers,
      bundles: names.map((name, index) => ({
        name,
        zipFile: join(folder, `${name}.zip`),
        sha256: String(index % 10).repeat(64),
      })),
      ...{ galleryKey, pageFolder: projectFile('dist', 'gallery') },
      alarmListFile: projectFile('config', 'reko_alarms.csv'),
      outputFolder: join(folder, 'cdktf.out'),
      stateFolder: folder,
      emulatorEndpoint,
    });
    return { ...read(await readFile(join(stack, 'cdk.tf.json'), 'utf8')), consumers };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function read(json: string): Omit<SynthesisedStack, 'consumers'> {
  const { provider, resource, output } = v.parse(ConfigurationSchema, JSON.parse(json));
  const all = (type: string) => Object.entries(resource[`aws_${type}`] ?? {});
  return {
    json,
    provider: provider.aws[0],
    output,
    all,
    one: (type, attribute, value) => {
      const found = all(type).filter(([, candidate]) => candidate[attribute] === value);
      const [only] = found;
      if (only === undefined || found.length > 1) {
        throw new Error(`find ${type} with ${attribute} ${value}: there are ${found.length}`);
      }
      return only;
    },
  };
}

/** How one resource's attribute is written in another resource. */
export function reference(type: string, id: string, attribute: string): string {
  return `\${aws_${type}.${id}.${attribute}}`;
}

/** The account that is deployed to, as it is written in a resource. */
export const thisAccount = `\${data.aws_caller_identity.account.account_id}`;

/** The statements of a policy that a resource holds as text. */
export function policyOf(resource: Resource | undefined, attribute = 'policy') {
  return v.parse(PolicySchema, JSON.parse(String(resource?.[attribute]))).Statement;
}

/** The roles of the functions; cameras have one, too. */
export function functionRoles({ all, consumers }: SynthesisedStack) {
  const isOf = (role: Resource) =>
    consumers.some(({ name }) => role.name === `intellicam-home-${name}`);
  return all('iam_role').filter(([, role]) => isOf(role));
}

/** What all functions' roles may do. */
export function rolePolicies(stack: SynthesisedStack): readonly Statement[] {
  const roles = functionRoles(stack).map(([id]) => reference('iam_role', id, 'id'));
  return stack
    .all('iam_role_policy')
    .filter(([, { role }]) => roles.includes(String(role)))
    .flatMap(([, resource]) => policyOf(resource));
}
