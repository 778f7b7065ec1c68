import { defineSuite } from '../vitest.suite.ts'

export default defineSuite('scripts', { testTimeoutMs: 60_000, hookTimeoutMs: 120_000 })
