import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export
export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', 'dist/**', 'test/{browser,system,aws,motion,sabotage/run}/**'],
    globalSetup: ['test/build.ts'],
    // Tests start real processes and detector threads; two cores are what a Pi-sized machine has.
    maxWorkers: 2,
    testTimeout: 30_000,
    expect: { poll: { timeout: 20_000 } },
  },
});
