import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('server', { testTimeoutMs: 60_000, hookTimeoutMs: 120_000 })
