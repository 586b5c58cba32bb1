import { Row } from './row';

/** The minimum isolation of the container. */
export const isolationPolicyRow: Row = {
  same: [
    [{
      privileged: 'denied',
      apparmor: ['a', 'b'],
      memory: 'limited',
      exemption: [{ control: 'memory', reason: 'r' }, { control: 'apparmor', reason: 's' }],
    }],
    [{
      privileged: 'denied',
      apparmor: ['b', 'a'],
      memory: 'limited',
      exemption: [{ control: 'apparmor', reason: 's' }, { control: 'memory', reason: 'r' }],
    }],
  ],
  other: [{ pid_namespace: 'private' }],
  change: 'update',
  remove: 'update',
  refused: [
    [[{ memory: 'limited' }], /weaker than its isolation policy.*requires limited, but the value is unlimited/s],
    [[{ memory: '-1' }], /"limited" or a number/],
    [[{ privileged: 'perhaps' }], /one of "allowed", "denied"/],
    [[{ capabilities: ['CAP_CHOWN'] }], /without CAP_/],
    [[{ exemption: [{ control: 'memory', reason: ' ' }] }], /a reason/],
  ],
};
