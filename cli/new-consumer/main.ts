import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eventTypes } from '../../contracts/image-event.ts';
import { projectFile } from '../../runtime/project-file.ts';
import { UsageError } from '../../runtime/usage-error.ts';
import { consumerFiles } from './consumer-files.ts';
import { problemOfName } from './consumer-name.ts';

const usage = `npm run new-consumer -- NAME [--event ${eventTypes.join('|')}]`;

/** `npm run new-consumer`: writes a folder that is a consumer, and works. */
async function main(args: readonly string[]): Promise<void> {
  const { name, event } = read(args);
  const services = projectFile('services');
  const problem = problemOfName(name, await readdir(services));
  if (problem !== undefined)
    throw new UsageError(`no consumer can be called "${name}": ${problem}`);
  await mkdir(join(services, name));
  for (const [file, text] of consumerFiles({ name, event })) {
    await writeFile(join(services, name, file), text);
    process.stdout.write(`services/${name}/${file}\n`);
  }
}

function read(args: readonly string[]) {
  const { values, positionals } = parse(args);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0) throw new UsageError(`name one consumer: ${usage}`);
  const wanted = values.event ?? 'ImageClassified';
  const event = eventTypes.find((type) => type === wanted);
  if (event !== undefined) return { name, event };
  throw new UsageError(`unknown event ${wanted}: there are ${eventTypes.join(' and ')}`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { event: { type: 'string' } },
      allowPositionals: true,
    });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`${error.message.split('. ')[0]}: ${usage}`, { cause: error });
  }
}

await main(process.argv.slice(2)).catch((error: unknown) => {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`new-consumer: ${error.message}\n`);
  process.exitCode = 2;
});
