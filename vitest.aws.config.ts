import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export
export default defineConfig({
  test: {
    // What needs an emulator of AWS: pip install 'moto[server]'.
    include: ['test/aws/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    maxWorkers: 1,
    testTimeout: 120_000,
    hookTimeout: 600_000,
  },
});
