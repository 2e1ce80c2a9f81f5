// Fails when a package has a known hole that nobody has looked at: npm run audit.
import { spawnSync } from 'node:child_process';

/** Advisories that do not concern us, by number, each with its reason. */
const lookedAt = new Map([]);

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8', maxBuffer: 1 << 28 });
const { vulnerabilities, message } = JSON.parse(stdout || '{}');
if (vulnerabilities === undefined) {
  process.stdout.write(`NOT audited: ${message ?? 'the registry gave no answer'}\n`);
  process.exit(0);
}
const holes = new Map(
  Object.values(vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((via) => typeof via === 'object' && ['high', 'critical'].includes(via.severity))
    .map(({ source, name, title }) => [source, `${source} ${name}: ${title}`]),
);
const fresh = [...holes].filter(([id]) => !lookedAt.has(id)).map(([, text]) => text);
process.stdout.write(`${holes.size} known holes of weight, ${fresh.length} not looked at\n`);
for (const text of fresh) process.stdout.write(`  ${text}\n`);
process.exit(fresh.length === 0 ? 0 : 1);
