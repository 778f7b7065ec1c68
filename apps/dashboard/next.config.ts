import type { NextConfig } from 'next'

/**
 * No caching of rendered pages and no prerendering: every script carries a nonce of its request, and every page shows
 * the state of the moment.
 */
const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['cross-spawn'],
  transpilePackages: ['@specflow/api', '@specflow/fake-claude', '@specflow/process-runner', '@specflow/workflow'],
}

export default config
