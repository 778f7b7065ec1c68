import { createMemoryAcknowledgements } from '../../src/acknowledgements/memory-acknowledgements.ts'
import { describeAcknowledgementsContract } from './acknowledgements-contract.ts'

describeAcknowledgementsContract('memory', createMemoryAcknowledgements)
