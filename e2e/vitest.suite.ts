import { join } from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

export interface SuiteOptions {
  testTimeoutMs: number
  hookTimeoutMs: number
}

/**
 * A suite over the built server. Files run one after the other: each has a server of its own, and what they measure
 * is how the machine behaves under that server alone. With `SPECFLOW_TEST_REPORTS` the results are also written there.
 */
export function defineSuite(name: string, { hookTimeoutMs, testTimeoutMs }: SuiteOptions): ViteUserConfig {
  const reports = process.env.SPECFLOW_TEST_REPORTS
  return defineConfig({
    test: {
      name,
      root: import.meta.dirname,
      include: [`${name}/**/*.test.ts`],
      fileParallelism: false,
      testTimeout: testTimeoutMs,
      hookTimeout: hookTimeoutMs,
      reporters: reports === undefined ? ['default'] : ['default', 'json'],
      ...(reports !== undefined && { outputFile: { json: join(reports, `e2e-${name}.json`) } }),
    },
  })
}
