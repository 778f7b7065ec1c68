import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('launch', { testTimeoutMs: 120_000, hookTimeoutMs: 120_000 })
