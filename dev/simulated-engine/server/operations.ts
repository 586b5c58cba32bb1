/** What a client can ask an engine for, as latencies and faults name it. */
export const OPERATIONS = [
  'ping', 'version', 'info', 'events', 'disk-usage', 'list', 'create', 'inspect', 'start', 'stop', 'kill', 'restart', 'pause', 'unpause',
  'update', 'rename', 'wait', 'remove', 'logs', 'stats', 'upload', 'list-images', 'inspect-image', 'list-networks', 'inspect-network',
  'create-network', 'remove-network', 'connect', 'disconnect', 'list-volumes', 'inspect-volume', 'create-volume', 'remove-volume',
] as const;

export type Operation = typeof OPERATIONS[number];
