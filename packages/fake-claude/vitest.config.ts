import { defineConfig } from 'vitest/config'

// The tests start the compiled executable: `npm run build` in this package comes first.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 15_000 } })
