import { createMemoryLimits } from '../../src/limits/memory-limits.ts'
import { describeLimitsContract } from './limits-contract.ts'

describeLimitsContract('memory', createMemoryLimits)
