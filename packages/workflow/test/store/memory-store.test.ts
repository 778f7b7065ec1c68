import { createMemoryStore } from '../../src/store/memory-store.ts'
import { describeStoreContract } from './store-contract.ts'

describeStoreContract('memory store', () => Promise.resolve(createMemoryStore()))
