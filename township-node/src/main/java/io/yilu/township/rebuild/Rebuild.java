package io.yilu.township.rebuild;

import io.yilu.schemas.failure.TransientException;
import io.yilu.schemas.identity.CaseNumber;
import io.yilu.schemas.identity.NodeId;
import io.yilu.sync.Recovery;
import io.yilu.township.frame.Words;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Whether this site has all that it had done; in templates as {@code ${@rebuild}}.
 *
 * <p>A township that does not know what it had accepted would give numbers twice and take a second decision for a first. So
 * it shows what is there, keeps drafts, and takes no step with a case until the county has handed everything back and the
 * files of all open cases are on this disk.
 */
@Component
public class Rebuild {

    private final Recovery recovery;
    private final Words words;

    Rebuild(Recovery recovery, Words words) {
        this.recovery = recovery;
        this.words = words;
    }

    public boolean isComplete() {
        return recovery.isComplete();
    }

    /** Own messages that are back from the county and not in the tables yet. */
    public long toReplay() {
        return recovery.open().stream().mapToLong(Recovery.Progress::toReplay).sum();
    }

    /** Whether the county has handed everything back; what remains is this node's own work. */
    public boolean isFetched() {
        return recovery.open().stream().allMatch(Recovery.Progress::fetched);
    }

    /** Files of open cases, those that came back and those that did not yet; none before all messages are in the tables. */
    public Recovery.Files files() {
        return recovery.open().stream()
                .map(Recovery.Progress::files)
                .findFirst()
                .orElse(Recovery.Files.NONE);
    }

    /** Whether everything is back but files. */
    public boolean isWaitingForFiles() {
        return isFetched() && toReplay() == 0 && files().all() > 0;
    }

    /** Cases that did not come back with all others, because a message about them must be repaired first. */
    public List<String> closed() {
        return recovery.closed(NodeId.COUNTY);
    }

    /** Whether what this site had told the county about this subject is not all in its tables. */
    public boolean isClosed(String subject) {
        return recovery.isClosed(NodeId.COUNTY, subject);
    }

    /**
     * For a step with a case that is here.
     *
     * @throws TransientException YILU-RECOVERY-005 or -014 while something is still to come back, YILU-RECOVERY-012 while a
     *     message about this case must be repaired first
     */
    public void requireCompleteFor(CaseNumber number) {
        requireComplete();
        if (isClosed(number.value())) {
            throw new TransientException(
                    "YILU-RECOVERY-012",
                    "本机还原后，办件 " + number + " 有一条消息没能恢复，这个办件暂时不能补正和送达；其他办件照常办理。",
                    "请联系信息中心处理这条消息，处理好后会自动放开。",
                    Map.of("caseNumber", number.value()));
        }
    }

    /** @throws TransientException YILU-RECOVERY-005 while messages are still to come back, YILU-RECOVERY-014 while files are */
    public void requireComplete() {
        if (isComplete()) {
            return;
        }
        throw isWaitingForFiles() ? filesAreMissing(files()) : messagesAreMissing();
    }

    private TransientException messagesAreMissing() {
        return new TransientException(
                "YILU-RECOVERY-005",
                (isFetched() ? "本机正在恢复本中心的办件，还有 " + toReplay() + " 条没有恢复完" : "本机是新装或还原过的，本中心的办件还没有从县里取回")
                        + "，暂时不能受理、补正和送达。",
                "填写的内容已存为草稿，恢复完会自动放开，进度见“线路”页；线路一直不通时，请联系县信息中心。");
    }

    /** The wait is for the very files: over a good line it lasts for ever if nobody has one of them, and a new scan does not end it. */
    private TransientException filesAreMissing(Recovery.Files files) {
        return new TransientException(
                "YILU-RECOVERY-014",
                "本中心的办件已经恢复，在办件的材料和结果还有 " + files.missing() + " 个文件（" + words.bytes(files.missingBytes())
                        + "）没有取回，暂时不能受理、补正和送达。",
                "填写的内容已存为草稿，文件到齐会自动放开，进度见“线路”页。谁还有原来的图像文件，原样上传也算；重新扫描的是另一个文件，不算。个数很久不减少时，请联系信息中心，由信息员在“线路”页不再等待。");
    }
}
