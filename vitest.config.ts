import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/db/postgres-starter.ts'],
    // Processes, not threads: native libraries (ONNX Runtime, LightGBM) are not made to be loaded
    // and dropped by one thread after another.
    pool: 'forks',
    // The product's own floor is two cores; tests that measure must not be measured against a crowd.
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
    // What a test waits for may wait for what other tests do on the same server.
    expect: { poll: { timeout: 15_000 } },
  },
})
