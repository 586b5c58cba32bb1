export { teardown as default } from './engine';
