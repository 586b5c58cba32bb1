/** The labels that a swarm gives to the containers of its tasks. */
export const SERVICE_ID_LABEL = 'com.docker.swarm.service.id';
export const TASK_ID_LABEL = 'com.docker.swarm.task.id';
export const TASK_NAME_LABEL = 'com.docker.swarm.task.name';
