import { InvalidRequest } from '@in-force/answers';
import { MeasureId } from '@in-force/events';
import { asId } from '@in-force/words';
import { Body, Controller, Inject, Param, type PipeTransform, Post, Req, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  AmendmentDto,
  AnnouncementDto,
  ExpiryDto,
  ExtensionDto,
  ResumptionDto,
  RevocationDto,
  StartDto,
  SuspensionDto,
} from './measures.dto.js';
import { Recording } from './recording.js';
import { RecorderGuard } from './who.js';

/** Lets only well-formed ids through. */
const anId: PipeTransform<string, string> = {
  transform(written) {
    const id = asId(written);
    if (MeasureId.safeParse(id).success) return id;
    throw new InvalidRequest([
      { pointer: '/id', detail: 'Write lower-case words joined by dashes, with a dot before a clause: cn-mofcom-2025-61.3.' },
    ]);
  },
};

const PASSING = { passthrough: true };

/** Records what happened to one measure. */
@Controller('v1/measures/:id')
@UseGuards(RecorderGuard)
export class MeasuresController {
  constructor(@Inject(Recording) private readonly recording: Recording) {}

  @Post('announcement')
  announce(@Param('id', anId) id: string, @Body() act: AnnouncementDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.announced', act);
  }

  @Post('amendment')
  amend(@Param('id', anId) id: string, @Body() act: AmendmentDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.amended', act);
  }

  @Post('start')
  start(@Param('id', anId) id: string, @Body() act: StartDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.took-effect', act);
  }

  @Post('suspension')
  suspend(@Param('id', anId) id: string, @Body() act: SuspensionDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.suspended', act);
  }

  @Post('extension')
  extend(@Param('id', anId) id: string, @Body() act: ExtensionDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.suspension-extended', act);
  }

  @Post('resumption')
  resume(@Param('id', anId) id: string, @Body() act: ResumptionDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.resumed', act);
  }

  @Post('revocation')
  revoke(@Param('id', anId) id: string, @Body() act: RevocationDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.revoked', act);
  }

  @Post('expiry')
  expire(@Param('id', anId) id: string, @Body() act: ExpiryDto, @Req() request: FastifyRequest, @Res(PASSING) reply: FastifyReply) {
    return this.recording.record(request, reply, id, 'measure.expired', act);
  }
}
