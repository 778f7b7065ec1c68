import { createMemoryRegistry } from '../../src/projects/memory-registry.ts'
import { describeRegistryContract, REGISTERED_AT } from './registry-contract.ts'

describeRegistryContract('memory registry', () => createMemoryRegistry({ now: () => REGISTERED_AT }))
