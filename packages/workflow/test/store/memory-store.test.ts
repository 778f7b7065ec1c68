import { createMemoryStore } from '../../src/store/memory-store.ts'
import { describeChangesContract } from './changes-contract.ts'
import { describeListContract } from './list-contract.ts'
import { describeRemovalContract } from './removal-contract.ts'
import { describeStoreContract } from './store-contract.ts'

const openStore = () => Promise.resolve(createMemoryStore())

describeStoreContract('memory store', openStore)
describeListContract('memory store', openStore)
describeChangesContract('memory store', openStore)
describeRemovalContract('memory store', openStore)
