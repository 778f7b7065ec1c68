import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('real-agent', { testTimeoutMs: 120_000, hookTimeoutMs: 400_000 })
