import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: Vitest reads the default export
export default defineConfig({
  test: {
    // What needs Motion, real footage and an emulator of AWS: Debian's motion, ffmpeg and opencv-doc,
    // and pip install 'moto[server]'.
    include: ['test/motion/**/*.test.ts'],
    globalSetup: ['test/build.ts'],
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});
