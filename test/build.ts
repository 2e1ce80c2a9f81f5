import { execFileSync } from 'node:child_process';

/** Builds `dist/` before the first test: workers and the command line run from there. */
export function setup(): void {
  // Who runs tests again and again says which of them do without.
  if (process.env.TESTS_BUILD === 'no') return;
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
