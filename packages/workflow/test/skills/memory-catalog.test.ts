import { createMemoryCatalog } from '../../src/skills/memory-catalog.ts'
import { describeCatalogContract } from './catalog-contract.ts'

describeCatalogContract('memory catalogue', (skills) =>
  Promise.resolve({
    catalog: createMemoryCatalog({ '/projects/shop': skills }),
    projectPath: '/projects/shop',
  }),
)
