import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('soak', { testTimeoutMs: 600_000, hookTimeoutMs: 120_000 })
