export { setup as default } from './engine';
