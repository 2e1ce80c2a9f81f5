import { execFileSync } from 'node:child_process';

/** Builds `dist/` before the first test: workers and the command line run from there. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' });
}
