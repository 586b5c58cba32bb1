import { BerthError } from '../../../private/berth-error';

export const healthCheckWithoutCommand = () => new BerthError('HEALTH_CHECK_WITHOUT_COMMAND',
  'A health check needs a command: pass the program and its arguments, as in HealthCheck.exec([\'redis-cli\', \'ping\']), '
  + 'or disable the health check with HealthCheck.none().');
