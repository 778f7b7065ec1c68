/** @type {import('next').NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // They find files beside their own, which a bundle would not have.
  serverExternalPackages: ['cross-spawn', 'pino'],
  transpilePackages: [
    '@specflow/api',
    '@specflow/failpoints',
    '@specflow/fake-claude',
    '@specflow/process-runner',
    '@specflow/workflow',
  ],
  // Types are checked by the typecheck task, over tests too; a user who starts the dashboard need not wait for it.
  typescript: { ignoreBuildErrors: true },
}

export default config
