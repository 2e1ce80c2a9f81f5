// Runs the fault tests with fresh seeds: npm run test:soak -- --minutes 10.
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const until = Date.now() + Number(values.minutes) * 60_000;
const totals = { lives: 0, pictures: 0, faults: 0 };

run('test/faults/crash.test.ts', { FAULT_PAIRS: 'all' });
while (Date.now() < until) {
  const seed = Math.floor(Math.random() * 2 ** 31);
  const said = run('test/faults/chaos.test.ts', { FAULT_SEED: `${seed}`, FAULT_RUNS: '500' });
  for (const name of Object.keys(totals)) {
    totals[name] += Number(new RegExp(`(\\d+) ${name}`).exec(said)?.[1]);
  }
  const { lives, pictures, faults } = totals;
  process.stdout.write(`${lives} lives, ${pictures} pictures, ${faults} faults: nothing lost\n`);
}

function run(file, env) {
  const args = ['vitest', 'run', '--testTimeout=3600000', file];
  const { status, stdout, stderr } = spawnSync('npx', args, {
    ...{ env: { ...process.env, ...env }, encoding: 'utf8', maxBuffer: 1 << 28 },
  });
  if (status === 0) return stdout;
  const settings = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  process.stdout.write(
    `${stdout}${stderr}\nAgain with: ${settings.join(' ')} npx ${args.join(' ')}\n`,
  );
  process.exit(1);
}
