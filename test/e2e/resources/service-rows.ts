import { containerRows } from './service-rows/container';
import { Referred, ServiceRow } from './service-rows/row';
import { SERVICE_ROWS } from './service-rows/service';
import { taskRows } from './service-rows/task';

/** Every attribute and block of a service's specification that Docker Engine 20.10 knows, by its path. */
export function serviceRows(referred: Referred): Readonly<Record<string, ServiceRow>> {
  return { ...SERVICE_ROWS, ...taskRows(referred), ...containerRows(referred) };
}
