import { createMemoryStore } from '../../src/store/memory-store.ts'
import { describeListContract } from './list-contract.ts'
import { describeStoreContract } from './store-contract.ts'

const openStore = () => Promise.resolve(createMemoryStore())

describeStoreContract('memory store', openStore)
describeListContract('memory store', openStore)
