import './globals.css'
import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { Toaster } from '../components/ui/toaster.tsx'
import { OfferGate } from '../features/notification/components/offer-gate.tsx'
import { PageBadge } from '../features/notification/components/page-badge.tsx'
import { StoredSettings } from '../features/settings/components/stored-settings.tsx'
import { AgentBanner } from '../features/system/components/agent-banner.tsx'
import { ConnectionBanner } from '../features/system/components/connection-banner.tsx'
import { HealthProblems } from '../features/system/components/health-problems.tsx'
import { ReloadHint } from '../features/system/components/reload-hint.tsx'
import { SiteHeader } from '../features/system/components/site-header.tsx'
import { ChangesPoller } from '../features/workflow/components/changes-poller.tsx'
import { requireAllowed } from '../server/rsc-context.ts'
import { LINK_CODE_SCRIPT } from '../server/session/link-code-script.ts'
import { ApiProvider } from '../trpc/provider.tsx'
import { api, HydrateClient, serverNowMs } from '../trpc/server.ts'

export const metadata: Metadata = {
  title: { default: 'SpecFlow', template: '%s · SpecFlow' },
  description: 'A local-first control plane for headless coding-agent runs.',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Asking for the headers makes every page dynamic, which the nonce needs: a prerendered page could not carry one.
  const nonce = (await headers()).get('x-nonce')
  await requireAllowed()
  await Promise.all([api.system.health.prefetch(), api.workflow.changes.prefetch({})])
  return (
    // The theme's class is set before React wakes up.
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body className="min-h-dvh font-sans antialiased">
        {/* A browser hides the nonce of a script that it has, which React would take for a difference. */}
        <script
          suppressHydrationWarning
          {...(nonce !== null && { nonce })}
          dangerouslySetInnerHTML={{ __html: LINK_CODE_SCRIPT }}
        />
        <ThemeProvider attribute="class" disableTransitionOnChange {...(nonce !== null && { nonce })}>
          <ApiProvider renderedAtMs={serverNowMs()}>
            <HydrateClient>
              <ChangesPoller />
              <PageBadge />
              <StoredSettings />
              <a
                href="#main"
                className="sr-only focus:not-sr-only focus:absolute focus:left-4 focus:top-3 focus:z-50"
              >
                Skip to the content
              </a>
              <SiteHeader />
              <AgentBanner />
              <HealthProblems />
              <ConnectionBanner />
              <ReloadHint />
              <OfferGate />
              <main id="main" tabIndex={-1} className="mx-auto max-w-6xl px-4 py-6">
                {children}
              </main>
              <Toaster />
            </HydrateClient>
          </ApiProvider>
        </ThemeProvider>
      </body>
    </html>
  )
}
