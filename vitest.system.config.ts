import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export
export default defineConfig({
  test: {
    // What needs more than Node: a browser, Debian's packages, minutes.
    include: ['test/browser/**/*.test.ts', 'test/system/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    // One browser at a time: on two cores, two of them only make each other late.
    maxWorkers: 1,
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 60_000,
  },
});
