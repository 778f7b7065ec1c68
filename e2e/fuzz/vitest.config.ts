import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('fuzz', { testTimeoutMs: 6 * 3_600_000, hookTimeoutMs: 120_000 })
