import { Controller, Get } from '@nestjs/common';
import { openapi } from './openapi.js';

@Controller()
export class OpenapiController {
  @Get('openapi.json')
  describe() {
    return openapi;
  }
}
