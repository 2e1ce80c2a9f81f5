// Runs the fault tests with fresh seeds, and counts: npm run test:soak -- --minutes 10.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** What takes turns; each reports its own counts. */
const suites = {
  chaos: {
    file: 'test/faults/chaos.test.ts',
    settings: (seed) => ({ FAULT_SEED: seed, FAULT_RUNS: 500 }),
  },
  interleaving: {
    file: 'test/faults/interleaving.test.ts',
    settings: (seed) => ({ FAULT_SEED: seed, FAULT_RUNS: 1000 }),
  },
  parsers: {
    file: 'test/faults/parsers.test.ts',
    settings: (seed) => ({ FAULT_SEED: seed, FAULT_RUNS: 5000 }),
  },
  kill: { file: 'test/kill.test.ts', settings: (seed) => ({ KILL_SEED: seed, KILLS: 50 }) },
  uploader: {
    file: 'test/uploader-faults.test.ts',
    settings: (seed) => ({ UPLOADER_SEED: seed, KILLS: 50 }),
  },
  // Tries everything there is, once, for some minutes.
  crash: { file: 'test/faults/crash', settings: () => ({ FAULT_PAIRS: 'all' }), times: 1 },
};

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    only: { type: 'string', multiple: true, default: Object.keys(suites) },
  },
});
const chosen = values.only.map((name) => {
  if (suites[name] !== undefined) return { name, times: Number.POSITIVE_INFINITY, ...suites[name] };
  throw new Error(`--only ${name}: there are ${Object.keys(suites).join(', ')}`);
});
const startedAt = Date.now();
const until = startedAt + Number(values.minutes) * 60_000;
const [report, counted] = ['dist/soak', mkdtempSync(join(tmpdir(), 'intellicam-soak-'))];
mkdirSync(report, { recursive: true });
const sums = { lives: 0, pictures: 0, kills: 0, killsAtWork: 0, lost: 0, doubled: 0, misplaced: 0 };
const faults = {};
const failed = [];
let [runs, running] = [0, undefined];
let isOver = false;

process.on('SIGINT', () => {
  isOver = true;
  if (running !== undefined) process.kill(-running.pid, 'SIGKILL');
});

for (let round = 0; !isOver; round += 1) {
  for (const suite of chosen) {
    isOver ||= Date.now() >= until;
    if (!isOver && round < suite.times) await run(suite, randomInt(2 ** 31));
  }
}
rmSync(counted, { recursive: true });
say(`in all: ${sumsText()}\n${faultsText()}`);
for (const command of failed) say(`failed: ${command}`);
process.exit(failed.length === 0 ? 0 : 1);

async function run({ name, file, settings }, seed) {
  const own = Object.entries(settings(seed)).map(([key, value]) => `${key}=${value}`);
  const countsFile = join(counted, `${runs}`);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--no-color',
    '--testTimeout=3600000',
    file,
  ];
  const env = { ...process.env, ...Object.fromEntries(own.map((one) => one.split('='))) };
  const beganAt = Date.now();
  // A group of its own, so that what it has started ends with it.
  running = spawn(process.execPath, args, {
    ...{ detached: true, env: { ...env, FAULT_COUNTS: countsFile } },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = [];
  for (const stream of [running.stdout, running.stderr]) {
    stream.on('data', (text) => output.push(text));
  }
  const code = await new Promise((resolve) => running.on('close', resolve));
  running = undefined;
  add(countsFile);
  if (isOver && code !== 0) return;
  runs += 1;
  if (code !== 0) fail(`${name}-${seed}`, `${own.join(' ')} npx vitest run ${file}`, output);
  const seconds = Math.round((Date.now() - beganAt) / 1000);
  say(
    `${name} ${own.join(' ')} ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s; ${sumsText()}`,
  );
}

function fail(name, command, output) {
  failed.push(command);
  writeFileSync(join(report, `${name}.log`), Buffer.concat(output));
  appendFileSync(join(report, 'failed.txt'), `${command}\n`);
}

function add(countsFile) {
  for (const line of linesOf(countsFile)) {
    const { faults: made = {}, ...others } = JSON.parse(line);
    for (const [key, count] of Object.entries(others)) sums[key] += count;
    for (const [key, count] of Object.entries(made)) faults[key] = (faults[key] ?? 0) + count;
  }
}

function linesOf(file) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n');
  } catch (error) {
    // A test that failed early has counted nothing.
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

function sumsText() {
  const made = Object.values(faults).reduce((sum, count) => sum + count, 0);
  const { lives, pictures, kills, killsAtWork, lost, doubled, misplaced } = sums;
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  return (
    `${runs} runs, ${lives} lives, ${pictures} pictures, ${made} faults, ${kills} kills ` +
    `(${killsAtWork} at work), ${lost} lost, ${doubled} doubled, ${misplaced} misplaced, ` +
    `${failed.length} failed, ${seconds} s`
  );
}

function faultsText() {
  const kinds = Object.entries(faults).toSorted(([, a], [, b]) => b - a);
  return kinds.map(([kind, count]) => `  ${count} ${kind}`).join('\n');
}

function say(text) {
  process.stdout.write(`${new Date().toISOString()} ${text}\n`);
}
