import { replaced, Rows, setting, sticky } from './row';

/** The limits of the container, and what happens to it when memory runs out. */
export const limitsRows: Rows = {
  memory: { same: [64], other: 128, ...sticky, refused: [[5, /6 MiB/], [64.5, /whole number/]] },
  memory_swap: { same: [128], other: -1, alongside: { memory: 64 }, ...setting, refused: [[32, /at least `memory`/]] },
  memory_reservation: { same: [32], other: 48, ...sticky, alongside: { memory: 64 }, refused: [[5, /6 MiB/], [65, /more than `memory`/]] },
  cpus: { same: ['0.5', '.5', '0.50', '00.5'], other: '1', ...sticky, refused: [['half', /number of CPUs/]] },
  cpu_shares: { same: [512], other: 256, ...sticky, refused: [[-1, /at least 0/]] },
  cpu_period: { same: [50000], other: 100000, ...sticky, refused: [[1000001, /from 0/]] },
  cpu_quota: { same: [50000], other: 60000, ...sticky },
  cpu_set: { same: ['0-1', '0,1', '1,0'], other: '0', ...sticky, refused: [['1-0', /list of CPUs/], ['a', /list of CPUs/]] },
  pids_limit: { same: [50], other: 60, ...setting },
  restart: { same: ['always'], other: 'unless-stopped', ...setting, refused: [['sometimes', /one of "no", "on-failure"/]] },
  max_retry_count: { same: [3], other: 5, alongside: { restart: 'on-failure' }, ...setting, refused: [[-1, /at least 0/]] },
  cpuset_mems: { same: ['0', '0-0', '0,0'], other: '', ...replaced, refused: [['1-0', /list of memory nodes/]] },
  cpu_rt_period: { same: [200000], other: 300000, ...sticky, refused: [[1000001, /from 0/]] },
  cpu_rt_runtime: { same: [1000], other: 2000, ...sticky, refused: [[-1, /from 0/]] },

  memory_swappiness: { same: [0], other: 50, ...replaced, refused: [[101, /0 to 100/]] },
  oom_kill_disable: { same: [true], other: false, alongside: { memory: 64 }, ...replaced },
  oom_score_adj: { same: [100], other: -100, ...replaced, refused: [[1001, /-1000 to 1000/]] },
  device_read_bps: {
    same: [
      [{ path: '/dev/zero', rate: 1048576 }, { path: '/dev/null', rate: 1 }],
      [{ path: '/dev/null', rate: 1 }, { path: '/dev/zero', rate: 1048576 }],
    ],
    other: [{ path: '/dev/zero', rate: 2097152 }],
    ...replaced,
    refused: [
      [[{ path: '/dev/zero', rate: 0 }], /at least 1/],
      [[{ path: 'zero', rate: 1 }], /absolute/],
      [[{ path: '/dev/zero', rate: 1 }, { path: '/dev/zero', rate: 2 }], /more than once/],
    ],
  },
  device_write_bps: { same: [[{ path: '/dev/zero', rate: 1048576 }]], other: [{ path: '/dev/null', rate: 1048576 }], ...replaced },
  device_read_iops: { same: [[{ path: '/dev/zero', rate: 100 }]], other: [{ path: '/dev/zero', rate: 200 }], ...replaced },
  device_write_iops: { same: [[{ path: '/dev/zero', rate: 100 }]], other: [{ path: '/dev/zero', rate: 200 }], ...replaced },
};
