import { defineConfig } from 'vitest/config'

// Real processes, on machines that may be busy: the bound is for a run that hangs, not for one that is slow.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], testTimeout: 60_000 } })
