import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2023',
  // tsup sets an option that TypeScript 6 no longer likes.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
  clean: true,
})
