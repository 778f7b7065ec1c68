import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('cases', { testTimeoutMs: 60_000, hookTimeoutMs: 120_000 })
