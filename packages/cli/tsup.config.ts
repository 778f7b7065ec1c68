import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/main.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outExtension: () => ({ js: '.mjs' }),
  // The client is part of it, so that one package is all that is installed.
  noExternal: ['@specflow/client'],
  clean: true,
})
