/**
 * The ways in which a process can be left behind: in the agent's own group, in a group of its own, in a session of
 * its own, there and deaf to SIGTERM, orphaned by a double fork, orphaned with an empty environment, a helper that the
 * agent forgets, and one that belongs to another user (only root can start it).
 */
export const LEAF_KINDS = [
  'plain',
  'setpgid',
  'setsid',
  'stubborn',
  'daemon',
  'cleanenv',
  'stranger',
  'mcp',
] as const

export type LeafKind = (typeof LEAF_KINDS)[number]
