import { DEFAULTED_CHANGE, Facts, Inspect, made } from './fact';

interface LogConfig {
  readonly Type?: string;
  readonly Config?: Record<string, string> | null;
}

const logConfig = (inspect: Inspect) => inspect.HostConfig.LogConfig as LogConfig | null | undefined;

/** Where stdout and stderr go. */
export const loggingFacts = {
  log_driver: made('string', {
    computed: true,
    description: 'The logging driver, such as `json-file`, `local`, `none`. The default is the engine\'s.',
    at: {
      field: 'HostConfig.LogConfig.Type',
      put: ({ HostConfig: hostConfig }, value) => { hostConfig.LogConfig = { Config: {}, ...hostConfig.LogConfig, Type: value }; },
      read: (inspect) => logConfig(inspect)?.Type,
    },
    report: (actual) => actual ?? '',
  }),
  log_opts: made(['map', 'string'], {
    mayHaveSecrets: true,
    description: 'Options of the logging driver, such as `"max-size" = "10m"`.',
    change: DEFAULTED_CHANGE,
    at: {
      field: 'HostConfig.LogConfig.Config',
      put: ({ HostConfig: hostConfig }, value) => { hostConfig.LogConfig = { Type: '', ...hostConfig.LogConfig, Config: value }; },
      read: (inspect) => logConfig(inspect)?.Config,
    },
  }),
} satisfies Facts;
