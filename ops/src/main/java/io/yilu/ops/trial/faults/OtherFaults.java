package io.yilu.ops.trial.faults;

import static io.yilu.ops.trial.faults.Fault.notStruck;

import io.yilu.ops.trial.faults.Card.Way;
import java.util.List;

/** Faults that every trial's people bring along, and those that another test makes; a test holds these names to be real. */
final class OtherFaults {

    private OtherFaults() {}

    static List<Fault> all() {
        return List.of(
                notStruck(
                        "decision-during-upload",
                        "5",
                        "A decision during a 200 MB upload",
                        Way.LOAD,
                        "the biggest scan is a third of all bytes, 50 MB at most; cases are decided while it travels. How long a"
                                + " decision waits: law_5_a_decision_waits_behind_a_scan_for_about_a_chunk_at_most"),
                notStruck(
                        "approval-and-correction-at-once",
                        "7",
                        "Approval and withdrawal at once",
                        Way.LOAD,
                        "one case in ten is decided and sent back for 补正 at the same instant; one of the two is refused. Two"
                                + " reviewers: two_reviewers_at_once_make_one_decision"),
                notStruck(
                        "same-scan-in-two-cases",
                        "6",
                        "the same scan in two cases, one deleted",
                        Way.LOAD,
                        "one scan in twelve has been handed in before; no case can be deleted. Lost from a disk:"
                                + " law_6_a_file_lost_or_spoilt_on_disk_is_found_and_only_its_wrong_chunk_comes_again_from_who_has_it"),
                notStruck(
                        "files-of-every-size",
                        "6",
                        "Empty, 2 GB and 10,000 tiny files; Chinese and very long names",
                        Way.LOAD,
                        "from some hundred bytes to 50 MB, names in Chinese, with signs, and 190 characters long. Further:"
                                + " law_6_an_empty_file_arrives, law_6_ten_thousand_tiny_files_arrive"),
                notStruck(
                        "long-outage",
                        "1, 3",
                        "A 30-day outage, then 300 cases and 2 GB to drain",
                        Way.ELSEWHERE,
                        "days pass only in the simulation, where lines are cut for up to thirty of them and then carry what waited:"
                                + " law_3_what_comes_days_late_and_what_waited_for_days_does_no_harm. 2 GB are drained nowhere; a"
                                + " file beyond that is written and read right:"
                                + " chunks_beyond_two_gigabytes_are_written_and_read_where_they_belong"),
                notStruck(
                        "manifest-wrong",
                        "6",
                        "manifest wrong",
                        Way.ELSEWHERE,
                        "law_6_a_manifest_that_can_never_be_right_is_put_aside_after_three_rounds_and_its_case_stays_incomplete,"
                                + " law_6_a_hostile_manifest_announced_first_does_not_keep_out_the_file_of_another_town"),
                notStruck(
                        "old-duplicate",
                        "2",
                        "Over 20,000 newer ids and then an old duplicate",
                        Way.ELSEWHERE,
                        "at the ledgers alone, MariaDB's and the simulation's: 20,000 newer ids are stored, then the first comes"
                                + " again:"
                                + " law_2_an_old_duplicate_after_twenty_thousand_newer_messages_is_a_no_op_that_repeats_the_receipt."
                                + " Through the whole engine frames from any time of a world's history come again, with as many"
                                + " newer ones as that world has:"
                                + " law_2_nothing_is_applied_twice_though_frames_come_again_and_databases_give_up"),
                notStruck(
                        "old-township-new-county",
                        "10",
                        "Old township with new county",
                        Way.ELSEWHERE,
                        "law_10_a_message_of_an_older_version_is_lifted_to_the_current_one,"
                                + " law_10_what_is_written_for_an_older_peer_is_what_that_peer_reads"),
                notStruck(
                        "certificate-expired",
                        "8",
                        "Certificate expired",
                        Way.ELSEWHERE,
                        "an_expired_certificate_is_refused, a_certificate_that_expires_ends_its_connections,"
                                + " a_county_whose_certificate_has_expired_is_refused"),
                notStruck(
                        "certificate-revoked",
                        "8",
                        "Certificate … revoked",
                        Way.ELSEWHERE,
                        "a_revoked_certificate_ends_its_connections_at_once_and_opens_no_other"),
                notStruck(
                        "certificate-wrong",
                        "8",
                        "Certificate … wrong name; foreign authority",
                        Way.ELSEWHERE,
                        "a_certificate_of_another_authority_is_refused, the_countys_own_kind_of_certificate_does_not_dial,"
                                + " a_towns_certificate_cannot_play_the_county"),
                notStruck(
                        "certificate-rotated",
                        "8",
                        "Certificate … rotated during a transfer",
                        Way.ELSEWHERE,
                        "a_renewed_certificate_counts_from_the_next_connection_on_without_a_restart. A town that is put back"
                                + " (restored-town) enrols again under load"),
                notStruck(
                        "address-of-another-town",
                        "8",
                        "Town A writing to B's address",
                        Way.ELSEWHERE,
                        "a_site_reaches_no_address_of_another_site_and_that_is_counted; in another's name: messages-forged"),
                notStruck(
                        "bundle-twice-then-online",
                        "12",
                        "USB bundle imported twice, then online",
                        Way.ELSEWHERE,
                        "law_12_a_bundle_taken_twice_or_followed_by_the_line_changes_nothing"),
                notStruck(
                        "catalogue-switched",
                        "10",
                        "Catalogue switched during an application",
                        Way.ELSEWHERE,
                        "an_application_that_was_begun_before_a_switch_is_accepted_by_the_version_in_force_and_pins_it,"
                                + " a_release_comes_into_force_once_its_file_is_here_and_old_cases_keep_theirs,"
                                + " a_broken_release_leaves_the_version_in_force"));
    }
}
