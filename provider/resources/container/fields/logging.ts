import { Facts, Inspect, made } from './fact';

const logConfig = (inspect: Inspect) => inspect.HostConfig.LogConfig as { Type?: string; Config?: Record<string, string> | null } | null | undefined;

/** Where the container's output goes. */
export const loggingFacts = {
  log_driver: made('string', {
    computed: true,
    description: 'The logging driver, such as `json-file`, `local`, `none`. The default is the engine\'s.',
    at: {
      field: 'HostConfig.LogConfig.Type',
      put: ({ HostConfig: hostConfig }, value) => { hostConfig.LogConfig = { Config: {}, ...hostConfig.LogConfig, Type: value }; },
      see: (inspect) => logConfig(inspect)?.Type,
    },
    report: (seen) => seen ?? '',
  }),
  log_opts: made(['map', 'string'], {
    description: 'Options of the logging driver, such as `"max-size" = "10m"`.',
    at: {
      field: 'HostConfig.LogConfig.Config',
      put: ({ HostConfig: hostConfig }, value) => { hostConfig.LogConfig = { Type: '', ...hostConfig.LogConfig, Config: value }; },
      see: (inspect) => logConfig(inspect)?.Config,
    },
  }),
} satisfies Facts;
