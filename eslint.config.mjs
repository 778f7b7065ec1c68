import js from '@eslint/js'
import next from 'eslint-config-next/core-web-vitals'
import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { kebabCaseFilename } from './tools/eslint/kebab-case-filename.mjs'

const TYPESCRIPT = ['**/*.ts', '**/*.tsx']
const JAVASCRIPT = ['**/*.js', '**/*.mjs', '**/*.cjs']
const TESTS = ['**/test/**', 'e2e/**', 'bench/**']
const PRODUCT = ['packages/*/src/**', 'apps/*/src/**']
// Next and the tools' own configuration files are found by their default export.
const DEFAULT_EXPORT_REQUIRED = ['apps/dashboard/src/app/**', '**/*.config.ts', '**/*.config.mjs']
const ENVIRONMENT_READERS = [
  'apps/dashboard/src/server/settings.ts',
  'apps/dashboard/server.mjs',
  'apps/dashboard/src/instrumentation.ts',
  'packages/cli/src/main.ts',
  'packages/fake-claude/src/main.ts',
  'packages/fake-claude/bin/**',
]

const NODE_GLOBALS = [
  'AbortController',
  'AbortSignal',
  'Buffer',
  'URL',
  'clearInterval',
  'clearTimeout',
  'console',
  'fetch',
  'process',
  'setInterval',
  'setTimeout',
]
const DASHBOARD = ['apps/dashboard/**/*.ts', 'apps/dashboard/**/*.tsx']
// Its parser is Babel's; ours knows the types.
const nextForDashboard = next.map(({ languageOptions: _, ...config }) => ({ ...config, files: DASHBOARD }))
const jsxA11y = next.find(({ plugins }) => plugins?.['jsx-a11y'])?.plugins['jsx-a11y']

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/dist/',
    '**/.next/',
    '**/next-env.d.ts',
    '**/test-results/',
    '**/playwright-report/',
  ]),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: TYPESCRIPT,
    extends: [
      js.configs.recommended,
      tseslint.configs.strictTypeChecked,
      tseslint.configs.stylisticTypeChecked,
    ],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/max-params': ['error', { max: 3 }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // It asks for what no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // Nothing here has a `this`: what create functions answer can be taken apart.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },

  {
    files: JAVASCRIPT,
    extends: [js.configs.recommended, tseslint.configs.base],
    languageOptions: {
      globals: Object.fromEntries(NODE_GLOBALS.map((name) => [name, 'readonly'])),
    },
    rules: {
      'max-params': ['error', { max: 3 }],
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  { files: ['**/*.cjs'], languageOptions: { globals: { module: 'writable', require: 'readonly' } } },

  {
    files: [...TYPESCRIPT, ...JAVASCRIPT],
    plugins: { specflow: { rules: { 'kebab-case-filename': kebabCaseFilename } } },
    rules: {
      'specflow/kebab-case-filename': 'error',
      'max-lines': ['error', { max: 250 }],
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message:
            'Take an option instead. Only apps/dashboard/src/server/settings.ts reads the environment; the container passes values on.',
        },
      ],
    },
  },
  {
    files: [...ENVIRONMENT_READERS, 'tools/**', ...TESTS, '*.config.*', '**/*.config.*'],
    rules: { 'no-restricted-properties': 'off' },
  },

  {
    files: PRODUCT,
    rules: { 'no-console': 'error' },
  },
  {
    files: PRODUCT,
    ignores: DEFAULT_EXPORT_REQUIRED,
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Export it by name: one thing has one name everywhere.',
        },
        {
          selector: 'ExportAllDeclaration',
          message: 'Name what the door lets through: export { a, b } from …',
        },
      ],
    },
  },

  nextForDashboard,
  {
    files: ['apps/dashboard/**/*.tsx'],
    rules: jsxA11y.flatConfigs.strict.rules,
  },
  {
    files: DASHBOARD,
    settings: { next: { rootDir: 'apps/dashboard' } },
    rules: {
      // React takes a handler that answers a promise; what it does with a rejection is the mutation's affair.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Says what React's compiler would leave alone, and nothing here is compiled by it: lists are virtualised by such a library.
      'react-hooks/incompatible-library': 'off',
    },
  },

  {
    files: ['apps/dashboard/src/app/**/page.tsx', 'apps/dashboard/src/app/**/layout.tsx'],
    // Rendered once per request, on the server.
    rules: { 'react-hooks/purity': 'off' },
  },

  {
    files: TESTS,
    rules: {
      // The rows of a table are parameters, an asymmetric matcher is of type any, and a stub has nothing to do.
      '@typescript-eslint/max-params': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
)
